using CaseyOS.Functions.Local.Azurite;
using CaseyOS.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseyOS.Functions.Tests.Storage;

public sealed class AzuriteModulesTests
{
    [Fact]
    public async Task Ensure_TwoProgramsAtOnce_InstallOnce()
    {
        var tools = TemporaryFolder.Create("tools");

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => AzuriteModules.EnsureAsync(tools, NullLogger.Instance, CancellationToken.None)));

        Assert.True(File.Exists(Path.Combine(tools, "node_modules", "azurite", "package.json")));
        var installed = File.GetLastWriteTimeUtc(Path.Combine(tools, "installed"));
        await AzuriteModules.EnsureAsync(tools, NullLogger.Instance, CancellationToken.None);
        Assert.Equal(installed, File.GetLastWriteTimeUtc(Path.Combine(tools, "installed")));
        Directory.Delete(tools, recursive: true);
    }
}
