using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals;

/// <summary>Checks the annotations of <see cref="SignalOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class SignalOptionsValidator : IValidateOptions<SignalOptions>;

/// <summary>Checks the annotations of <see cref="IdealCustomerOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class IdealCustomerOptionsValidator : IValidateOptions<IdealCustomerOptions>;
