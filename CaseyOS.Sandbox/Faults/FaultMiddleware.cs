using System.Globalization;
using System.Text;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Faults;

/// <summary>Makes requests go wrong as ordered.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultBook faults, World world, HubSpotTokens hubSpot)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var provider = Providers.Of(context.Request.Path);
        if (provider is null || faults.Take(provider, context.Request.Method, context.Request.Path.Value!) is not { } fault)
        {
            await next(context);
            return;
        }

        if (context.Features.Get<LoggedRequest>() is { } logged)
        {
            logged.Fault = Name(fault);
        }

        if (fault.DelayMs > 0)
        {
            await Task.Delay(fault.DelayMs, context.RequestAborted);
        }

        await HappenAsync(context, fault, provider);
    }

    private async Task HappenAsync(HttpContext context, Fault fault, string provider)
    {
        if (fault.ExpireToken || fault.RevokeToken)
        {
            Invalidate(context, fault);
        }

        if (fault.CutConnection)
        {
            context.Abort();
        }
        else if (fault.LoseResponse)
        {
            await LoseAsync(context);
        }
        else if (fault.HoldMs > 0)
        {
            await HoldAsync(context, fault.HoldMs);
        }
        else if (fault.MalformedBody)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\"results\": [{\"id\": \"1\", \"prop"), context.RequestAborted);
        }
        else if (fault.Status is { } status)
        {
            if (fault.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }

            await ProviderErrors.For(provider, context.Request.Path, status).ExecuteAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    /// <summary>The whole request is carried out against a body that nobody will see.</summary>
    private async Task LoseAsync(HttpContext context)
    {
        var real = context.Response.Body;
        using var nowhere = new MemoryStream();
        context.Response.Body = nowhere;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = real;
            context.Abort();
        }
    }

    /// <summary>The effect has happened and is in the truth log long before the caller hears of it.</summary>
    private async Task HoldAsync(HttpContext context, int milliseconds)
    {
        var real = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await next(context);
            await Task.Delay(milliseconds, context.RequestAborted);
        }
        finally
        {
            context.Response.Body = real;
        }

        answer.Position = 0;
        await answer.CopyToAsync(real, context.RequestAborted);
    }

    private void Invalidate(HttpContext context, Fault fault)
    {
        context.Features.Set(new InvalidatedToken());
        if (hubSpot.IsAppToken(context.BearerToken() ?? ""))
        {
            hubSpot.Expire(context.BearerToken());
            if (fault.RevokeToken)
            {
                hubSpot.Uninstall();
            }
        }

        world.Do(_ =>
        {
            if (world.AccessTokens.Find(context.BearerToken() ?? "") is not { } token)
            {
                return;
            }

            if (fault.RevokeToken)
            {
                world.Revoke(token.GrantId);
            }
            else
            {
                world.Expire(token);
            }
        });
    }

    private static string Name(Fault fault) =>
        fault.RevokeToken ? "revokeToken"
        : fault.ExpireToken ? "expireToken"
        : fault.CutConnection ? "cutConnection"
        : fault.LoseResponse ? "loseResponse"
        : fault.HoldMs > 0 ? "hold"
        : fault.MalformedBody ? "malformedBody"
        : fault.Status is not null ? "status"
        : "delay";
}



