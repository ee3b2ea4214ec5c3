namespace CaseyOS.Core.Queue;

/// <summary>
/// What there may be only one open move of per entity. All mail shares a slot: a deal that is stalled and has an unanswered
/// proposal calls for one mail, not for a "send" and a "follow up" to the same person side by side.
/// </summary>
public static class ActionSlot
{
    /// <summary>The slot's name, as part of a key.</summary>
    public static string Of(ActionType action) => IsMail(action) ? "Mail" : action.ToString();

    /// <summary>Whether executing it writes a mail.</summary>
    public static bool IsMail(ActionType action) => action is ActionType.SendEmail or ActionType.FollowUp or ActionType.CheckIn or ActionType.SendProposal
        or ActionType.RenewalOutreach or ActionType.OnboardingFollowUp;
}
