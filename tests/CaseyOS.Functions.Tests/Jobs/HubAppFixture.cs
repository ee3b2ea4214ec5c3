using CaseyOS.Functions.Tests.Orchestrations;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Jobs;

/// <summary>The program with its task hub at work and timers at rest, and two signed-in users.</summary>
public sealed class HubAppFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    public SandboxFixture Sandbox { get; } = new();

    public CaseyApp App { get; private set; } = null!;

    public HttpClient Casey { get; private set; } = null!;

    public HttpClient Alex { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Sandbox.InitializeAsync();
        App = await CaseyApp.StartAsync(azurite, Sandbox, services => services.AddWords(), new Dictionary<string, string?>(StringComparer.Ordinal) { ["Local:TaskHub:Enabled"] = "true" });
        (Casey, Alex) = (await App.SignInAsync(), await App.SignInAsync("alex@dwtb.example"));
    }

    public async ValueTask DisposeAsync()
    {
        Casey?.Dispose();
        Alex?.Dispose();
        if (App is not null)
        {
            await App.DisposeAsync();
        }

        await Sandbox.DisposeAsync();
    }
}
