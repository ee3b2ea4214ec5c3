namespace CaseyOS.Core.Audits;

/// <summary>How the audit trail names who acted.</summary>
public static class Actors
{
    /// <summary>A script that asked in the name of a user.</summary>
    public static string Script(string email) => $"{email} (script)";
}
