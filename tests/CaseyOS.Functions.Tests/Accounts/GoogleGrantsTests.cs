using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Functions.Tests.Connectors;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Accounts;

public sealed class GoogleGrantsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly OwnerId Owner = new("0198c0df6f7a7c3e9d6b0d6f4f1c2a3b");
    private static readonly GoogleGrant Grant = new()
    {
        AccessToken = "ya29.access-secret",
        RefreshToken = "1//refresh-secret",
        ExpiresAt = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero),
        Scopes = ["openid", "email"],
    };

    private StorageAccount storage = null!;
    private ServiceProvider services = null!;

    private GoogleGrants Grants => services.GetRequiredService<GoogleGrants>();

    public async ValueTask InitializeAsync()
    {
        storage = await azurite.NewStorageAsync();
        services = ConnectorServices.Create(new Uri("http://127.0.0.1:1"), storage: storage);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task Save_Grant_IsReadBackByAnotherInstance()
    {
        await Grants.SaveAsync(Owner, Grant);
        await using var other = ConnectorServices.Create(new Uri("http://127.0.0.1:1"), storage: storage);

        var read = await other.GetRequiredService<GoogleGrants>().FindAsync(Owner);

        Assert.Equal((Grant.AccessToken, Grant.RefreshToken, Grant.ExpiresAt), (read!.AccessToken, read.RefreshToken, read.ExpiresAt));
        Assert.True(read.Has("email"));
        Assert.False(read.Has("profile"));
    }

    [Fact]
    public async Task Save_Grant_LeavesNoTokenReadableInStorage()
    {
        await Grants.SaveAsync(Owner, Grant);

        await foreach (var row in storage.Tables.GetTableClient("Accounts").QueryAsync<TableEntity>())
        {
            Assert.All(row.Values, value => Assert.DoesNotContain("secret", value?.ToString() ?? "", StringComparison.Ordinal));
        }

        Assert.DoesNotContain("secret", Grant.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WithoutRefreshToken_KeepsTheOneWeHave()
    {
        await Grants.SaveAsync(Owner, Grant);

        await Grants.SaveAsync(Owner, Grant with { AccessToken = "newer", RefreshToken = null });

        var read = await Grants.FindAsync(Owner);
        Assert.Equal(("newer", Grant.RefreshToken), (read!.AccessToken, read.RefreshToken));
    }

    [Fact]
    public async Task Find_KeyIsGone_IsNullAsIfNeverConnected()
    {
        await Grants.SaveAsync(Owner, Grant);
        await storage.Tables.GetTableClient("Accounts").UpsertEntityAsync(new TableEntity(Owner.Value, "google") { ["Secret"] = "*" });

        Assert.Null(await Grants.FindAsync(Owner));
    }

    [Fact]
    public async Task Delete_Twice_LeavesNothing()
    {
        await Grants.SaveAsync(Owner, Grant);

        await Grants.DeleteAsync(Owner);
        await Grants.DeleteAsync(Owner);

        Assert.Null(await Grants.FindAsync(Owner));
    }
}
