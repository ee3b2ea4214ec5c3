using System.Reflection;
using Microsoft.Extensions.FileProviders;

namespace CaseyOS.Functions.Hosting;

/// <summary>The built web app: beside the program when published, else where its build puts it in the checkout.</summary>
internal sealed class WebFiles
{
    public IFileProvider Files { get; } = Root() is { } root ? new PhysicalFileProvider(root) : new NullFileProvider();

    /// <summary>The one page; null when the web app is not built.</summary>
    public IFileInfo? Index => Files.GetFileInfo("index.html") is { Exists: true } index ? index : null;

    private static string? Root()
    {
        string?[] places =
        [
            Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            typeof(WebFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == "WebPath")?.Value,
        ];
        return places.FirstOrDefault(Directory.Exists);
    }
}
