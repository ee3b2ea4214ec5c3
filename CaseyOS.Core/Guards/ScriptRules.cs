using CaseyOS.Core.Executions;

namespace CaseyOS.Core.Guards;

/// <summary>What a script may not do with the installation's token: one leaked secret must not be everybody's mailbox.</summary>
public static class ScriptRules
{
    /// <summary>Refuses what only a user who is signed in may do or take back: whatever reaches people, who cannot be made to forget it.</summary>
    /// <param name="byScript">Whether a script asks.</param>
    /// <param name="mode">How far it goes.</param>
    /// <param name="handler">Who does it; null as long as only the mode is known.</param>
    /// <exception cref="ForbiddenException">It reaches people outside.</exception>
    public static void Check(bool byScript, ExecutionMode mode, IActionHandler? handler = null)
    {
        if (byScript && (mode == ExecutionMode.Send || handler is { Reversibility: not Reversibility.Reversible }))
        {
            throw new ForbiddenException("Scripts may not send mail, nor invite or uninvite people. Sign in and do it on the page, or let the script make a draft.");
        }
    }
}
