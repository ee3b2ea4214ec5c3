using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Accounts;

/// <summary>
/// The accounts of this installation. An account and its signposts (address hash, Google subject) are written in one
/// transaction, so two first sign-ins at the same moment make one account.
/// </summary>
public sealed class AccountStore(TableServiceClient tables, AccountPolicy policy, TimeProvider clock)
{
    private const int Attempts = 5;
    private readonly TableClient table = tables.GetTableClient(AccountRows.Table);
    private readonly TableReady ready = new();
    private Account? defaultOwner;

    /// <summary>The account with this address, in any case; null when there is none.</summary>
    public Task<Account?> FindByEmailAsync(string email, CancellationToken cancellationToken = default) =>
        FollowAsync(AccountRows.EmailKey(email), cancellationToken);

    /// <summary>The account of an owner; null when there is none.</summary>
    public async Task<Account?> FindByOwnerAsync(OwnerId owner, CancellationToken cancellationToken = default) =>
        await RowAsync(AccountRows.AccountKey(owner), cancellationToken) is { } row ? AccountRows.Read(row) : null;

    /// <summary>All accounts, oldest first.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken = default)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {AccountRows.Partition} and RowKey ge {"owner|"} and RowKey lt {"owner}"}");
        List<Account> accounts = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            accounts.Add(AccountRows.Read(row));
        }

        return [.. accounts.OrderBy(account => account.CreatedAt)];
    }

    /// <summary>The account with this address, made now when there is none.</summary>
    public async Task<Account> EnsureAsync(string email, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FindByEmailAsync(email, cancellationToken) is { } known)
            {
                return known;
            }

            var account = New(email);
            if (await TrySubmitAsync(Creation(account), attempt, cancellationToken))
            {
                return account;
            }
        }
    }

    /// <summary>The account that receives what belongs to nobody; it exists before its holder first signs in.</summary>
    public async Task<Account> GetDefaultOwnerAsync(CancellationToken cancellationToken = default) =>
        defaultOwner ??= await EnsureAsync(policy.DefaultOwner!, cancellationToken);

    /// <summary>The account of whoever has just signed in, with Google's present name and address; made at the first time.</summary>
    /// <exception cref="ConflictException">The address belonged to another Google user: his data is not handed over.</exception>
    public async Task<Account> SignInAsync(GoogleIdentity identity, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var row = await FollowRowAsync(AccountRows.SubjectKey(identity.Subject), cancellationToken)
                ?? await FollowRowAsync(AccountRows.EmailKey(identity.Email), cancellationToken);
            var before = row is null ? null : AccountRows.Read(row);
            var after = Merge(before ?? New(identity.Email), identity);
            if (after == before)
            {
                return after;
            }

            var changes = before is null ? Creation(after) : Changes(before, after, row!.ETag);
            if (await TrySubmitAsync(changes, attempt, cancellationToken))
            {
                return after;
            }
        }
    }

    /// <summary>Takes the time zone over that the user's calendar has. A name that this machine does not know changes nothing.</summary>
    public async Task SetTimeZoneAsync(OwnerId owner, string zone, CancellationToken cancellationToken = default)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            if (await RowAsync(AccountRows.AccountKey(owner), cancellationToken) is not { } row || AccountRows.Read(row) is not { } account || account.TimeZone == zone
                || await TrySubmitAsync([AccountRows.Replace(AccountRows.Write(account with { TimeZone = zone }), row.ETag)], attempt, cancellationToken))
            {
                return;
            }
        }
    }

    private Account New(string email) =>
        new() { Owner = OwnerId.New(clock), Email = AccountPolicy.Normalize(email), CreatedAt = clock.GetUtcNow() };

    private static Account Merge(Account account, GoogleIdentity identity)
    {
        if (account.GoogleSubject is { } subject && subject != identity.Subject)
        {
            throw new ConflictException("account_taken", "This address belonged to another Google user of this installation. Ask the administrator to remove that account first.");
        }

        return account with
        {
            GoogleSubject = identity.Subject,
            Email = AccountPolicy.Normalize(identity.Email),
            Name = identity.Name ?? account.Name,
            Picture = identity.Picture ?? account.Picture,
            TimeZone = identity.TimeZone ?? account.TimeZone,
        };
    }

    private static List<TableTransactionAction> Creation(Account account)
    {
        List<TableTransactionAction> actions =
        [
            AccountRows.Add(AccountRows.Write(account)),
            AccountRows.Add(AccountRows.Signpost(AccountRows.EmailKey(account.Email), account.Owner)),
        ];
        if (account.GoogleSubject is { } subject)
        {
            actions.Add(AccountRows.Add(AccountRows.Signpost(AccountRows.SubjectKey(subject), account.Owner)));
        }

        return actions;
    }

    private static List<TableTransactionAction> Changes(Account before, Account after, ETag etag)
    {
        List<TableTransactionAction> actions = [AccountRows.Replace(AccountRows.Write(after), etag)];
        if (before.GoogleSubject is null)
        {
            actions.Add(AccountRows.Add(AccountRows.Signpost(AccountRows.SubjectKey(after.GoogleSubject!), after.Owner)));
        }

        if (before.Email != after.Email)
        {
            actions.Add(AccountRows.Add(AccountRows.Signpost(AccountRows.EmailKey(after.Email), after.Owner)));
            actions.Add(new(TableTransactionActionType.Delete, AccountRows.Signpost(AccountRows.EmailKey(before.Email), before.Owner), ETag.All));
        }

        return actions;
    }

    private async Task<bool> TrySubmitAsync(List<TableTransactionAction> actions, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException error) when (error.Status is 409 or 412 && attempt < Attempts)
        {
            return false; // somebody was first; the caller reads again what he made
        }
    }

    private async Task<Account?> FollowAsync(string signpost, CancellationToken cancellationToken) =>
        await FollowRowAsync(signpost, cancellationToken) is { } row ? AccountRows.Read(row) : null;

    private async Task<TableEntity?> FollowRowAsync(string signpost, CancellationToken cancellationToken) =>
        await RowAsync(signpost, cancellationToken) is { } post
            ? await RowAsync(AccountRows.AccountKey(AccountRows.OwnerOf(post)), cancellationToken)
            : null;

    private async Task<TableEntity?> RowAsync(string key, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var answer = await table.GetEntityIfExistsAsync<TableEntity>(AccountRows.Partition, key, cancellationToken: cancellationToken);
        return answer.HasValue ? answer.Value : null;
    }
}
