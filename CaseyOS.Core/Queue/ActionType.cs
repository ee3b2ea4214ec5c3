#pragma warning disable CS1591 // the names are the field's own words; which of them can be executed, the API says with can_execute
namespace CaseyOS.Core.Queue;

/// <summary>What a move does when it is executed.</summary>
public enum ActionType
{
    SendEmail,
    FollowUp,
    CheckIn,
    SendProposal,
    RenewalOutreach,
    OnboardingFollowUp,
    BookMeeting,
    PrepMeeting,
    CreateTask,
    ReviewDeal,
    ContentRepurpose,
    SocialPost,
    NewsletterDraft,
    AssetCreate,
    CsHealthCheck,
    RiskEscalation,
    Other,
}
