using CaseyOS.Core.Storage.Http;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Storage;

/// <summary>
/// Where tables and queues are: either a connection string (with a key, as for the local emulator), or the addresses of the
/// two services, which are then opened with the program's identity.
/// </summary>
public sealed class StorageOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Storage";

    /// <summary>A storage account's or emulator's connection string; null when an identity is used.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>For example <c>https://account.table.core.windows.net</c>.</summary>
    public Uri? TableEndpoint { get; set; }

    /// <summary>For example <c>https://account.queue.core.windows.net</c>.</summary>
    public Uri? QueueEndpoint { get; set; }
}

/// <summary>Says at start which key is wrong and what it should hold.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return Parse(options.ConnectionString) is { } wrong
                ? ValidateOptionsResult.Fail($"Storage:ConnectionString must be an Azure Storage connection string, but {wrong}.")
                : ValidateOptionsResult.Success;
        }

        if (options.TableEndpoint is null && options.QueueEndpoint is null)
        {
            return ValidateOptionsResult.Fail(
                "Storage:ConnectionString, or Storage:TableEndpoint and Storage:QueueEndpoint (opened with the program's identity), must say where tables and queues are.");
        }

        List<string> failures = [.. Check(options.TableEndpoint, "TableEndpoint", "table"), .. Check(options.QueueEndpoint, "QueueEndpoint", "queue")];
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static string? Parse(string text)
    {
        try
        {
            StorageConnectionString.Parse(text);
            return null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    // Tokens must not travel in the clear.
    private static IEnumerable<string> Check(Uri? endpoint, string key, string service)
    {
        if (endpoint is not { IsAbsoluteUri: true, Scheme: "https" })
        {
            yield return $"Storage:{key} must be an https address such as https://account.{service}.core.windows.net.";
        }
    }
}
