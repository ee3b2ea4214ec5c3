using System.Net;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>What became of a command.</summary>
internal enum CommandResult
{
    /// <summary>The extension took it.</summary>
    Done,

    /// <summary>There was nothing to do: the instance has ended, is there already, or is gone.</summary>
    Moot,

    /// <summary>Not now: the start has not arrived yet, or the extension is not well.</summary>
    NotYet,

    /// <summary>The extension will not have it, however often it is asked.</summary>
    Refused,
}

/// <summary>What the extension's statuses mean.</summary>
internal static class CommandResults
{
    public static CommandResult Of(OrchestrationCommandKind kind, HttpStatusCode status) => ((int)status, kind) switch
    {
        ( >= 200 and < 300, _) => CommandResult.Done,
        (404, OrchestrationCommandKind.Purge) => CommandResult.Moot,
        (404, OrchestrationCommandKind.Raise or OrchestrationCommandKind.Terminate) => CommandResult.NotYet,
        (410, _) => CommandResult.Moot,
        (408 or 429 or >= 500, _) => CommandResult.NotYet,
        _ => CommandResult.Refused,
    };
}
