using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

[OptionsValidator]
internal sealed partial class HubSpotOptionsValidator : IValidateOptions<HubSpotOptions>;
