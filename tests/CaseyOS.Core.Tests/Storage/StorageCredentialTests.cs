using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using static CaseyOS.Core.Tests.Storage.ScriptedService;

namespace CaseyOS.Core.Tests.Storage;

public sealed class StorageCredentialTests
{
    [Fact]
    public async Task Table_WithKey_SignsDateAndResourceWithSharedKeyLite()
    {
        using var service = new ScriptedService(Answer(HttpStatusCode.NoContent));

        await service.Table().DeleteEntityAsync("it's", "ü|1");

        var request = Assert.Single(service.Requests);
        Assert.Equal("https://acct.table.core.windows.net/Things(PartitionKey='it%27%27s',RowKey='%C3%BC%7C1')", request.RequestUri!.AbsoluteUri);
        var date = Assert.Single(request.Headers.GetValues("x-ms-date"));
        Assert.Equal($"SharedKeyLite acct:{Sign($"{date}\n/acct{request.RequestUri.AbsolutePath}")}", Authorization(request));
    }

    [Fact]
    public async Task Queue_WithKey_SignsHeadersAndSortedQueryWithSharedKey()
    {
        using var service = new ScriptedService(Answer(HttpStatusCode.OK, "<QueueMessagesList/>"));

        await service.Queue().ReceiveMessagesAsync(32, TimeSpan.FromSeconds(30.2));

        var request = Assert.Single(service.Requests);
        string[] headers = [.. request.Headers.Where(header => header.Key.StartsWith("x-ms-", StringComparison.Ordinal)).OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}:{header.Value.Single()}\n")];
        var text = $"GET\n\n\n\n\n\n\n\n\n\n\n\n{string.Concat(headers)}/acct/things/messages\nnumofmessages:32\nvisibilitytimeout:31";
        Assert.Equal($"SharedKey acct:{Sign(text)}", Authorization(request));
    }

    [Fact]
    public async Task Clients_WithIdentity_SendABearerTokenForStorage()
    {
        var credential = new FixedCredential();
        using var service = new ScriptedService(Answer(HttpStatusCode.NoContent), Answer(HttpStatusCode.OK, "<QueueMessagesList/>"));
        var table = new TableServiceClient(new("https://acct.table.core.windows.net"), credential, new() { Transport = service.Transport }).GetTableClient("Things");
        var queue = new QueueServiceClient(new("https://acct.queue.core.windows.net"), credential, new() { Transport = service.Transport }).GetQueueClient("things");

        await table.DeleteEntityAsync("p", "r");
        await queue.PeekMessagesAsync();

        Assert.All(service.Requests, request => Assert.Equal("Bearer the-token", Authorization(request)));
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes.Distinct());
        Assert.Equal(("acct", "acct"), (table.AccountName, queue.AccountName));
    }

    [Fact]
    public async Task Operation_CredentialsRefused_SaysWhatToCheckAndNotTheKey()
    {
        using var service = new ScriptedService(Error(HttpStatusCode.Forbidden, "AuthenticationFailed"));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => service.Table().GetEntityAsync<TableEntity>("p", "r"));

        Assert.StartsWith(
            "Storage at acct.table.core.windows.net refused the credentials (AuthenticationFailed): check the account key in Storage:ConnectionString, or the identity's roles.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal((403, "AuthenticationFailed"), (error.Status, error.ErrorCode));
        Assert.DoesNotContain("a2V5", error.ToString(), StringComparison.Ordinal);
    }

    private static string? Authorization(HttpRequestMessage request) => request.Headers.Authorization?.ToString();

    private static string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData("key"u8.ToArray(), Encoding.UTF8.GetBytes(text)));

    private sealed class FixedCredential : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new("the-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
