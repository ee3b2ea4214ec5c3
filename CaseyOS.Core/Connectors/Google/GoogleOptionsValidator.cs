using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.Google;

[OptionsValidator]
internal sealed partial class GoogleOptionsValidator : IValidateOptions<GoogleOptions>;
