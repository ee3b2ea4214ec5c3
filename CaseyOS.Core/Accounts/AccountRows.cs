using System.Security.Cryptography;
using System.Text;
using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Accounts;

/// <summary>Rows of the <c>Accounts</c> table: the account, and two signposts to it. Addresses are hashed where they would be keys.</summary>
internal static class AccountRows
{
    public const string Table = "Accounts";
    public const string Partition = "system";
    private const int SchemaVersion = 1;

    public static string AccountKey(OwnerId owner) => $"owner|{owner}";

    public static string EmailKey(string email) => $"email|{Hash(AccountPolicy.Normalize(email))}";

    public static string SubjectKey(string subject) => $"sub|{Hash(subject)}";

    public static TableEntity Signpost(string key, OwnerId owner) => new(Partition, key) { ["Owner"] = owner.Value, ["SchemaVersion"] = SchemaVersion };

    public static OwnerId OwnerOf(TableEntity signpost) => new(signpost.GetString("Owner")!);

    public static TableEntity Write(Account account) => new(Partition, AccountKey(account.Owner))
    {
        ["Owner"] = account.Owner.Value,
        ["Email"] = account.Email,
        ["Name"] = account.Name,
        ["Picture"] = account.Picture,
        ["GoogleSubject"] = account.GoogleSubject,
        ["TimeZone"] = account.TimeZone,
        ["CreatedAt"] = account.CreatedAt,
        ["SchemaVersion"] = SchemaVersion,
    };

    public static Account Read(TableEntity row) => new()
    {
        Owner = OwnerOf(row),
        Email = row.GetString("Email")!,
        Name = row.GetString("Name"),
        Picture = row.GetString("Picture"),
        GoogleSubject = row.GetString("GoogleSubject"),
        TimeZone = row.GetString("TimeZone") ?? "UTC",
        CreatedAt = row.GetDateTimeOffset("CreatedAt")!.Value,
    };

    public static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    public static TableTransactionAction Replace(TableEntity row, ETag etag) => new(TableTransactionActionType.UpdateReplace, row, etag);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
