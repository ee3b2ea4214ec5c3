using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Executions;

/// <summary>The address that something goes to outside.</summary>
internal static class RecipientAddress
{
    private const string Field = "action_context.to";

    /// <summary>The address, when there is one that can be written to.</summary>
    /// <param name="address">As the move or HubSpot has it.</param>
    /// <param name="whenMissing">What to say when there is none.</param>
    /// <exception cref="ValidationException">There is none, or it is no address.</exception>
    public static string Check(string? address, string whenMissing) => address?.Trim() switch
    {
        null or "" => throw new ValidationException(Field, whenMissing),
        var to when !MailAddress.IsValid(to) => throw new ValidationException(
            Field, $"{Field} is not an e-mail address. Correct it on the contact in HubSpot, or on the move."),
        var to => to,
    };
}
