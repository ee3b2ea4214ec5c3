using Xunit;

namespace CaseyOS.Testing.Sandbox;

/// <summary>
/// One sandbox for the tests of a class (<c>IClassFixture&lt;SandboxFixture&gt;</c>), in memory, with people who only act when
/// told to. It may have served another class before, and was reset then. Tests of a class run one after the other; those that need an untouched world call
/// <see cref="SandboxClient.ResetAsync"/> first.
/// </summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private SandboxProcess? process;

    /// <summary>Root of everything it answers.</summary>
    public Uri Address => process?.Address ?? throw new InvalidOperationException("The sandbox has not started.");

    /// <summary>Base address of the HubSpot stand-in, with a slash at the end.</summary>
    public Uri HubSpot => new(Address, "hubspot/");

    /// <summary>Base address of the Google stand-in, with a slash at the end.</summary>
    public Uri Google => new(Address, "google/");

    /// <summary>Truth, faults and the hand on the world.</summary>
    public SandboxClient Client { get; private set; } = null!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        process = await SandboxPool.RentAsync();
        Client = new SandboxClient(process.Address);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (process is not null)
        {
            await SandboxPool.ReturnAsync(process);
        }
    }
}
