namespace CaseyOS.Web.Tests.Browser;

/// <summary>The Chromium of this machine. None is downloaded: a browser build is no package, and the machine's own is the one kept up to date.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Its program: the variable CHROMIUM, else found through PATH; null when there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen ? chosen : Find();

    /// <summary>CI installs one, so that there a missing browser is a failure and no excuse.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") == "true";

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
