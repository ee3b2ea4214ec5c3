using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Forms;
using CaseyOS.Core.Signals.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Signals;

/// <summary>Takes submitted forms from whoever knows the shared secret, or signs as HubSpot does.</summary>
internal sealed partial class FormEndpoint(IOptions<FormOptions> options, IOptions<HubSpotOptions> hubSpot, FormProcessor forms, TimeProvider clock, ILogger<FormEndpoint> logger) : IDisposable
{
    public const string Header = "X-Webhook-Secret";

    private readonly FixedWindowRateLimiter limiter = new(new() { PermitLimit = options.Value.PerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    public async Task<Results<Ok<FormResponse>, ProblemHttpResult>> AcceptAsync(SignedDelivery delivery, string? secret, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!Knows(secret) && WebhookSignature.WhyRefused(delivery, hubSpot.Value.ClientSecret, now) is not null)
        {
            Log.Refused(logger);
            return Problems.Of(StatusCodes.Status401Unauthorized, "signature", $"The header {Header} or the signature is missing or not valid.");
        }

        using var permit = limiter.AttemptAcquire();
        if (!permit.IsAcquired)
        {
            return Problems.Of(StatusCodes.Status429TooManyRequests, "rate_limited", "Too many forms within a minute. Try again shortly.");
        }

        // A machine is told what a person is told, so that it does not try the next trick.
        if (FormReader.Read(delivery.Body, options.Value.Honeypot, now) is { } form)
        {
            await forms.AcceptAsync(form, cancellationToken);
        }
        else
        {
            Log.Trapped(logger);
        }

        return TypedResults.Ok(new FormResponse(true));
    }

    public void Dispose() => limiter.Dispose();

    // Hashes have one length, so that the comparison tells nothing of the secret's.
    private bool Knows(string? secret) => options.Value.Secret is { Length: > 0 } wanted && !string.IsNullOrEmpty(secret)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A form was refused: neither the shared secret nor a valid signature")]
        public static partial void Refused(ILogger logger);

        [LoggerMessage(LogLevel.Information, "A form with the hidden field filled in was left alone")]
        public static partial void Trapped(ILogger logger);
    }
}

/// <summary>What became of a form.</summary>
/// <param name="Accepted">It was taken.</param>
public sealed record FormResponse(bool Accepted);
