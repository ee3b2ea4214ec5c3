using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Guards;

/// <summary>Action types that share an hourly limit.</summary>
public enum ActionGroup
{
    /// <summary>What ends as a mail to somebody.</summary>
    Mail,

    /// <summary>Meetings.</summary>
    Meeting,

    /// <summary>Tasks and notes in the CRM.</summary>
    Task,

    /// <summary>Content; counts towards the total only.</summary>
    Content,
}

/// <summary>Which group an action type belongs to.</summary>
public static class ActionGroups
{
    /// <summary>The group of <paramref name="action"/>.</summary>
    public static ActionGroup Of(ActionType action) => action switch
    {
        ActionType.SendEmail or ActionType.FollowUp or ActionType.CheckIn or ActionType.SendProposal
            or ActionType.RenewalOutreach or ActionType.OnboardingFollowUp => ActionGroup.Mail,
        ActionType.BookMeeting => ActionGroup.Meeting,
        ActionType.ContentRepurpose or ActionType.SocialPost or ActionType.NewsletterDraft or ActionType.AssetCreate => ActionGroup.Content,
        _ => ActionGroup.Task,
    };
}
