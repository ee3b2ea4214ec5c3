using CaseyOS.Core.Accounts;
using CaseyOS.Core.Audits;
using CaseyOS.Core.Connectors.Resilience;
using CaseyOS.Core.Storage.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Guards;

/// <summary>
/// The kill switch: <c>ACTIONS_ENABLED</c> in the configuration, and an emergency stop that admins flip at run time. Every
/// instance reads the row again after two seconds, and asks right before each effect, so nothing goes out later than that.
/// </summary>
public sealed partial class ActionSwitch(
    TableServiceClient tables, AuditLog audit, IConfiguration configuration, TimeProvider clock, ILogger<ActionSwitch> logger) : IEffectGate, IDisposable
{
    private const string Setting = "ACTIONS_ENABLED";
    private const string RowKey = "actions";
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(2);
    private readonly TableClient table = tables.GetTableClient("Settings");
    private readonly TableReady ready = new();
    private readonly SemaphoreSlim reading = new(1);
    private volatile Seen? seen;

    /// <summary>Why nothing may be done now; null when it may. At most two seconds old.</summary>
    public async ValueTask<ActionStop?> FindStopAsync(CancellationToken cancellationToken)
    {
        if (!IsEnabled)
        {
            return ActionStop.Configured;
        }

        if (Fresh() is { } known)
        {
            return known.Stop;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            return (Fresh() ?? (seen = await ReadAsync(cancellationToken))).Stop;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>
    /// As <see cref="FindStopAsync"/>, but a stop that this instance remembers is looked up before it is believed: whoever was
    /// woken because it has ended must not go back to waiting.
    /// </summary>
    public async ValueTask<ActionStop?> ConfirmStopAsync(CancellationToken cancellationToken)
    {
        if (await FindStopAsync(cancellationToken) is not { By: not null })
        {
            return IsEnabled ? null : ActionStop.Configured;
        }

        seen = null;
        return await FindStopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ActionsDisabledException">Actions are stopped.</exception>
    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        if (await ConfirmStopAsync(cancellationToken) is { } stop)
        {
            throw new ActionsDisabledException(stop);
        }
    }

    /// <summary>Stops everything that would reach the outside, on every instance. A second stop keeps the first one's time and name.</summary>
    public async Task<ActionStop> StopAsync(string actor, string? reason, CancellationToken cancellationToken)
    {
        seen = null;
        if (await FindStopAsync(cancellationToken) is { By: not null } already)
        {
            return already;
        }

        var stop = new ActionStop(actor, clock.GetUtcNow(), string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        await audit.WriteAsync(OwnerId.System, new() { At = stop.At!.Value, Actor = actor, What = "actions_stopping", Result = stop.Reason }, cancellationToken);
        await WriteAsync(stop, actor, cancellationToken);
        Log.Stopped(logger);
        await audit.WriteAsync(OwnerId.System, new() { At = clock.GetUtcNow(), Actor = actor, What = "actions_stopped", Result = stop.Reason }, CancellationToken.None);
        return stop;
    }

    /// <summary>Ends the emergency stop. What it held goes on when it is next looked at; <see cref="Executions.Watching.Resumption"/> wakes it.</summary>
    public async Task ResumeAsync(string actor, CancellationToken cancellationToken)
    {
        await audit.WriteAsync(OwnerId.System, new() { At = clock.GetUtcNow(), Actor = actor, What = "actions_resuming" }, cancellationToken);
        await WriteAsync(null, actor, cancellationToken);
        Log.Resumed(logger);
        await audit.WriteAsync(OwnerId.System, new() { At = clock.GetUtcNow(), Actor = actor, What = "actions_resumed" }, CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose() => reading.Dispose();

    // Whatever is not clearly "true" switches off: a misspelled kill switch must not be one that does nothing.
    private bool IsEnabled => configuration[Setting] is not { Length: > 0 } text || (bool.TryParse(text, out var enabled) && enabled);

    private Seen? Fresh() => seen is { } known && clock.GetElapsedTime(known.At) < KeepFor ? known : null;

    private async Task<Seen> ReadAsync(CancellationToken cancellationToken)
    {
        // Taken before reading: the answer is as old as its question.
        var at = clock.GetTimestamp();
        await ready.EnsureAsync(table, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(OwnerId.System.Value, RowKey, cancellationToken: cancellationToken);
        return new(row.HasValue && row.Value!.GetBoolean("Stopped") is true ? Stop(row.Value) : null, at);
    }

    private static ActionStop Stop(TableEntity row) => new(row.GetString("Actor"), row.GetDateTimeOffset("At"), row.GetString("Reason"));

    private async Task WriteAsync(ActionStop? stop, string actor, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var row = new TableEntity(OwnerId.System.Value, RowKey)
        {
            ["SchemaVersion"] = 1,
            ["Stopped"] = stop is not null,
            ["Actor"] = actor,
            ["At"] = stop?.At ?? clock.GetUtcNow(),
        };
        if (stop?.Reason is { } reason)
        {
            row["Reason"] = reason;
        }

        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        seen = new(stop, clock.GetTimestamp());
    }

    private sealed record Seen(ActionStop? Stop, long At);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Actions were stopped by an admin")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Actions were resumed by an admin")]
        public static partial void Resumed(ILogger logger);
    }
}
