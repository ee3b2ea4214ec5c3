namespace CaseyOS.Core.Executions;

/// <summary>Makes a token that only this installation can have issued, and reads it back. Keys come from the key ring.</summary>
public interface IConfirmTokenProtector
{
    /// <summary>The token as it goes to the page.</summary>
    string Protect(ConfirmToken token);

    /// <summary>What a token says; null when it is not one of ours.</summary>
    ConfirmToken? Unprotect(string token);
}
