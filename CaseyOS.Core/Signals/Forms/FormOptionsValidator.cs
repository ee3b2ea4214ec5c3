using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Forms;

[OptionsValidator]
internal sealed partial class FormOptionsValidator : IValidateOptions<FormOptions>;
