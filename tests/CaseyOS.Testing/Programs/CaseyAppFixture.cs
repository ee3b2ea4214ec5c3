using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Xunit;

namespace CaseyOS.Testing.Programs;

/// <summary>One program, sandbox and signed-in user for all tests of a class, for tests that do not get into each other's way.</summary>
public sealed class CaseyAppFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    /// <summary>Its sandbox.</summary>
    public SandboxFixture Sandbox { get; } = new();

    /// <summary>The program.</summary>
    public CaseyApp App { get; private set; } = null!;

    /// <summary>The signed-in user, anti-forgery header included.</summary>
    public HttpClient Casey { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Sandbox.InitializeAsync();
        App = await CaseyApp.StartAsync(azurite, Sandbox);
        Casey = await App.SignInAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Casey?.Dispose();
        if (App is not null)
        {
            await App.DisposeAsync();
        }

        await Sandbox.DisposeAsync();
    }
}
