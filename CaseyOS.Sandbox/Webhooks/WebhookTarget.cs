using CaseyOS.Sandbox.Hosting;
using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.Webhooks;

/// <summary>Who is told of changes, and the secret that the telling is signed with. Nobody, until somebody is named.</summary>
internal sealed class WebhookTarget(IOptions<SandboxOptions> options)
{
    private volatile Subscriber? subscriber = options.Value.WebhookUrl is { } url ? new(url, options.Value.WebhookSecret) : null;

    public Subscriber? Current
    {
        get => subscriber;
        set => subscriber = value;
    }

    /// <summary>The sandbox calls programs on this machine and nobody else.</summary>
    public static bool IsAllowed(Uri? url) => url is { IsAbsoluteUri: true, IsLoopback: true, Scheme: "http" or "https" };
}

internal sealed record Subscriber(Uri Url, string Secret);
