using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Functions.Tests.Connectors;
using CaseyOS.Testing;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Accounts;

public sealed class AccountStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly GoogleIdentity Casey = new("sub-1", "Casey@dwtb.example", "Casey Larkin", "https://pictures.example/casey");
    private readonly FakeTimeProvider clock = new();
    private StorageAccount storage = null!;
    private ServiceProvider services = null!;

    private AccountStore Store => services.GetRequiredService<AccountStore>();

    public async ValueTask InitializeAsync()
    {
        storage = await azurite.NewStorageAsync();
        services = Start();
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task SignIn_FirstTimeManyTimesAtOnceFromTwoInstances_MakesOneAccount()
    {
        await using var second = Start();
        AccountStore[] instances = [Store, second.GetRequiredService<AccountStore>()];

        var accounts = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => instances[number % 2].SignInAsync(Casey)));

        Assert.Single(accounts.Select(account => account.Owner).Distinct());
        Assert.Equal(accounts[0], Assert.Single(await Store.ListAsync()));
    }

    [Fact]
    public async Task SignIn_OfTheDefaultOwner_TakesOverWhatHeReceivedBefore()
    {
        var waiting = await Store.GetDefaultOwnerAsync();

        var casey = await Store.SignInAsync(Casey);

        Assert.Equal(waiting.Owner, casey.Owner);
        Assert.Equal(("casey@dwtb.example", "Casey Larkin", "sub-1"), (casey.Email, casey.Name, casey.GoogleSubject));
        Assert.Equal(casey, await Store.FindByEmailAsync("CASEY@dwtb.example"));
        Assert.Equal(casey, await Store.FindByOwnerAsync(casey.Owner));
    }

    [Fact]
    public async Task SignIn_Again_WritesNothing()
    {
        await Store.SignInAsync(Casey);
        var trips = storage.RoundTrips.Total;

        await Store.SignInAsync(Casey);

        Assert.Equal(2, storage.RoundTrips.Total - trips); // the signpost and the account
    }

    [Fact]
    public async Task SignIn_AddressChangedAtGoogle_IsStillTheSameOwner()
    {
        var before = await Store.SignInAsync(Casey);

        var after = await Store.SignInAsync(Casey with { Email = "casey.larkin@dwtb.example" });

        Assert.Equal(before.Owner, after.Owner);
        Assert.Equal(after, await Store.FindByEmailAsync("casey.larkin@dwtb.example"));
        Assert.Null(await Store.FindByEmailAsync("casey@dwtb.example"));
        Assert.Single(await Store.ListAsync());
    }

    [Fact]
    public async Task SignIn_AddressGivenToSomebodyElse_DoesNotOpenTheOldAccount()
    {
        await Store.SignInAsync(Casey);

        var error = await Assert.ThrowsAsync<ConflictException>(() => Store.SignInAsync(Casey with { Subject = "sub-2" }));

        Assert.Equal("account_taken", error.Code);
        Assert.Equal("sub-1", (await Store.FindByEmailAsync("casey@dwtb.example"))!.GoogleSubject);
    }

    [Fact]
    public async Task Accounts_Rows_HaveNoAddressInTheirKeys()
    {
        await Store.SignInAsync(Casey);

        await foreach (var row in storage.Tables.GetTableClient("Accounts").QueryAsync<Core.Storage.Tables.TableEntity>())
        {
            Assert.DoesNotContain("casey", row.PartitionKey + row.RowKey, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task List_SeveralAccounts_AreOldestFirst()
    {
        await Store.EnsureAsync("casey@dwtb.example");
        clock.Advance(TimeSpan.FromMinutes(1));
        await Store.EnsureAsync("alex@dwtb.example");

        Assert.Equal(["casey@dwtb.example", "alex@dwtb.example"], (await Store.ListAsync()).Select(account => account.Email));
    }

    private ServiceProvider Start() => ConnectorServices.Create(new Uri("http://127.0.0.1:1"), clock: clock, storage: storage);
}
