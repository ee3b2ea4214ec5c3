namespace CaseyOS.Testing;

/// <summary>Folders for one test run, in the system's temporary folder.</summary>
public static class TemporaryFolder
{
    /// <summary>A new, empty folder whose name begins with <paramref name="purpose"/>.</summary>
    public static string Create(string purpose) => Directory.CreateTempSubdirectory($"caseyos-{purpose}-").FullName;
}
