using Azure.Core;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "http://127.0.0.1:10001/devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=a2V5;EndpointSuffix=core.windows.net", "https://acct.table.core.windows.net/", "https://acct.queue.core.windows.net/")]
    [InlineData("AccountName=acct;AccountKey=a2V5a2U=;TableEndpoint=http://127.0.0.1:5/acct;QueueEndpoint=http://127.0.0.1:6/acct;", "http://127.0.0.1:5/acct", "http://127.0.0.1:6/acct")]
    public void ConnectionString_Usable_OpensBothServices(string text, string table, string queue)
    {
        using var provider = Provider(("ConnectionString", text));

        Assert.Equal(new(table), provider.GetRequiredService<TableServiceClient>().Uri);
        Assert.Equal(new(queue), provider.GetRequiredService<QueueServiceClient>().Uri);
    }

    [Theory]
    [InlineData("nonsense", "Storage:ConnectionString must be an Azure Storage connection string, but it must consist of Name=Value pairs separated by semicolons.")]
    [InlineData("AccountName=acct", "Storage:ConnectionString must be an Azure Storage connection string, but AccountKey is missing.")]
    [InlineData("AccountKey=a2V5", "Storage:ConnectionString must be an Azure Storage connection string, but AccountName is missing.")]
    [InlineData("AccountName=acct;AccountKey=%%%", "Storage:ConnectionString must be an Azure Storage connection string, but AccountKey is not Base64.")]
    [InlineData("AccountName=acct;SharedAccessSignature=sv", "Storage:ConnectionString must be an Azure Storage connection string, but a shared access signature is not supported; use an account key or a managed identity.")]
    [InlineData("AccountName=acct;AccountKey=a2V5;TableEndpoint=ftp://x", "Storage:ConnectionString must be an Azure Storage connection string, but TableEndpoint is not an http(s) address.")]
    public void ConnectionString_Wrong_IsNamedWithItsFault(string text, string message)
    {
        using var provider = Provider(("ConnectionString", text));

        Assert.Equal([message], Failures(provider));
    }

    [Fact]
    public void Nothing_Configured_SaysWhatIsWanted()
    {
        using var provider = Provider();

        var failure = Assert.Single(Failures(provider));

        Assert.StartsWith("Storage:ConnectionString, or Storage:TableEndpoint and Storage:QueueEndpoint", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoints_OneMissingOneWithoutTls_NamesBoth()
    {
        using var provider = Provider(("TableEndpoint", "http://acct.table.core.windows.net"));

        Assert.Equal(
            [
                "Storage:TableEndpoint must be an https address such as https://account.table.core.windows.net.",
                "Storage:QueueEndpoint must be an https address such as https://account.queue.core.windows.net.",
            ],
            Failures(provider));
    }

    [Fact]
    public void Endpoints_WithoutIdentity_SaysSo()
    {
        using var provider = Provider(("TableEndpoint", "https://acct.table.core.windows.net"), ("QueueEndpoint", "https://acct.queue.core.windows.net"));

        var error = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<TableServiceClient>());

        Assert.Contains(nameof(TokenCredential), error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Failures(ServiceProvider provider) =>
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<StorageOptions>>().Value).Failures;

    private static ServiceProvider Provider(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{StorageOptions.SectionName}:{setting.Key}", (string?)setting.Value)))
            .Build());
        return services.AddStorage().BuildServiceProvider();
    }
}
