using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace CaseyOS.Functions.Hosting;

/// <summary>Decides whether a call of a trigger path comes from who may call it. Everyone else sees 404, as for any unknown path.</summary>
public abstract class TriggerGate
{
    /// <summary>Whether the call may run the function.</summary>
    public bool IsOpenTo(HttpContext context, string function) => IsExactly(context, function) && IsCaller(context);

    /// <summary>Whether the caller is the one who starts functions here.</summary>
    protected abstract bool IsCaller(HttpContext context);

    // The router ignores case and the server resolves dot segments and escapes before it; the host's own call has none of these.
    private static bool IsExactly(HttpContext context, string function) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget is { } target && target == $"/{function}";
}

/// <summary>Under the Functions host: it calls from loopback and directly, whereas what it proxies carries <c>X-Forwarded-*</c>.</summary>
internal sealed class HostTriggerGate : TriggerGate
{
    protected override bool IsCaller(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.Keys.Any(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));
}
