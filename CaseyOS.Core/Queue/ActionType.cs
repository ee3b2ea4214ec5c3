#pragma warning disable CS1591 // the names are the documentation; what each does stands in docs/api.md
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
