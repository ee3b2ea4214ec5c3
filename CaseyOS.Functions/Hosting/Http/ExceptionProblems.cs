using System.Globalization;
using CaseyOS.Core;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace CaseyOS.Functions.Hosting;

/// <summary>The one place where an exception becomes an answer. What it does not know is a defect: 500, without details.</summary>
internal sealed partial class ExceptionProblems(IProblemDetailsService problems, ILogger<ExceptionProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var problem = Describe(httpContext, exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            Log.Defect(logger, exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName ?? "no endpoint");
        }
        else
        {
            Log.Refused(logger, problem.Status!.Value, exception.Message);
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        if (RetryAfter(exception) is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        await problems.WriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem });
        return true;
    }

    private static ProblemDetails Describe(HttpContext context, Exception exception) => exception switch
    {
        BadHttpRequestException bad => BadRequests.Describe(context, bad),
        ValidationException invalid => With(StatusCodes.Status400BadRequest, invalid, ("errors", invalid.Errors)),
        NotFoundException missing => With(StatusCodes.Status404NotFound, missing),
        ForbiddenException forbidden => With(StatusCodes.Status403Forbidden, forbidden),
        ConflictException conflict => With(StatusCodes.Status409Conflict, conflict),
        ReconnectRequiredException reconnect => With(StatusCodes.Status409Conflict, reconnect, ("provider", reconnect.Provider)),
        ConnectorException { Status: StatusCodes.Status429TooManyRequests } limited => With(StatusCodes.Status503ServiceUnavailable, limited, ("provider", limited.Provider)),
        ConnectorException connector => With(StatusCodes.Status502BadGateway, connector, ("provider", connector.Provider)),
        StorageUnavailableException => new()
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Detail = "Storage does not answer at the moment. Try again shortly.",
            Extensions = { ["code"] = "storage_unavailable" },
        },
        ActionsDisabledException or CircuitOpenException => With(StatusCodes.Status503ServiceUnavailable, (CaseyOsException)exception),
        RateLimitedException limited => With(StatusCodes.Status429TooManyRequests, limited, ("next_at", limited.NextAt)),
        CaseyOsException other => With(StatusCodes.Status400BadRequest, other),
        _ => new() { Status = StatusCodes.Status500InternalServerError, Detail = "This is a defect on our side; the trace id finds it in the log.", Extensions = { ["code"] = "internal" } },
    };

    private static ProblemDetails With(int status, CaseyOsException exception, (string Name, object? Value) extra = default)
    {
        // Who asked can ask again; what is done without him says for itself how it goes on.
        var detail = exception is ConnectorException { IsTransient: true } ? $"{exception.Message} Try again in a moment." : exception.Message;
        var problem = new ProblemDetails { Status = status, Detail = detail, Extensions = { ["code"] = exception.Code } };
        if (extra.Name is not null)
        {
            problem.Extensions[extra.Name] = extra.Value;
        }

        return problem;
    }

    private static TimeSpan? RetryAfter(Exception exception) => exception switch
    {
        ConflictException conflict => conflict.RetryAfter,
        ConnectorException connector => connector.RetryAfter,
        CircuitOpenException open => open.RetryAfter,
        RateLimitedException limited => limited.RetryAfter,
        StorageUnavailableException => TimeSpan.FromSeconds(2),
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Method} {Endpoint} failed unexpectedly")]
        public static partial void Defect(ILogger logger, Exception exception, string method, string endpoint);

        [LoggerMessage(LogLevel.Information, "Refused with {Status}: {Reason}")]
        public static partial void Refused(ILogger logger, int status, string reason);
    }
}
