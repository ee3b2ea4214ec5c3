using CaseyOS.Functions.Tests.Execution.Watching;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution.Delivery;

/// <summary>One program with its task hub at work for all tests of a class; each writes to somebody else.</summary>
public sealed class SendAppFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly SandboxFixture sandbox = new();

    internal WatchApp App { get; private set; } = null!;

    internal SandboxClient Sandbox => sandbox.Client;

    public async ValueTask InitializeAsync()
    {
        await sandbox.InitializeAsync();
        App = await WatchApp.StartAsync(azurite, sandbox);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await sandbox.DisposeAsync();
    }
}
