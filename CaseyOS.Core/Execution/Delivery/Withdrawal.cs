namespace CaseyOS.Core.Executions.Delivery;

/// <summary>The decision not to send a mail whose draft exists.</summary>
/// <param name="Reason">Why, in a sentence the user can act on.</param>
/// <param name="By">Who called it off; null when it was refused after the last look at the world.</param>
/// <param name="MayBeSent">Somebody tried to send it before, and it is not known how that ended.</param>
public sealed record Withdrawal(string Reason, string? By, bool MayBeSent = false);
