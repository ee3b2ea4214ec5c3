namespace CaseyOS.Functions.Local;

/// <summary>The folder that keeps a local run's data between starts.</summary>
internal static class DataDirectory
{
    /// <summary>The configured folder, else <c>.local</c> at the top of the repository; made, and checked for writing.</summary>
    /// <exception cref="LocalStartException">It cannot be written.</exception>
    public static string Prepare(string? configured)
    {
        var path = Path.GetFullPath(configured ?? Path.Combine(RepositoryRoot() ?? Environment.CurrentDirectory, ".local"));
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, $".write-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalStartException($"{path} cannot be written: give yourself the right to, or set Local__DataDirectory to another folder.", exception);
        }
    }

    /// <summary>The folder with the solution, upwards from the program; null for a published copy.</summary>
    public static string? RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CaseyOS.slnx")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
