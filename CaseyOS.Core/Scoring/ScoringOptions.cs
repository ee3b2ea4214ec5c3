using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Scoring;

/// <summary>Every number of the Action Priority Score. The curves themselves are in <see cref="Curves"/>.</summary>
public sealed class ScoringOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Scoring";

    /// <summary>Weights of all domains that have none of their own.</summary>
    public ScoreWeights Weights { get; set; } = new();

    /// <summary>Weights of single domains; whatever one leaves out has its default.</summary>
    public Dictionary<Domain, ScoreWeights> DomainWeights { get; set; } = [];

    /// <summary>Money at which the revenue component reaches 100.</summary>
    public double RevenueCap { get; set; } = 75_000;

    /// <summary>Revenue component when nobody knows the value.</summary>
    public double UnknownRevenue { get; set; } = 35;

    /// <summary>Added to revenue for existing customers: expansion and renewal are likelier than new business.</summary>
    public double CustomerBonus { get; set; } = 10;

    /// <summary>Days after which urgency has fallen to 1/e.</summary>
    public double UrgencyDecayDays { get; set; } = 10;

    /// <summary>Urgency when there is neither a date nor a signal type that brings its own.</summary>
    public double UndatedUrgency { get; set; } = 40;

    /// <summary>Urgency that waiting alone cannot lift an undated move above.</summary>
    public double UndatedCeiling { get; set; } = 85;

    /// <summary>Urgency added for each full day that a move has waited.</summary>
    public double WaitingPerDay { get; set; } = 2;

    /// <summary>Most that waiting adds.</summary>
    public double WaitingMost { get; set; } = 20;

    /// <summary>Urgency added for each other move that waits for this one.</summary>
    public double BlockerBonus { get; set; } = 15;

    /// <summary>Most that waiting moves add.</summary>
    public double BlockerMost { get; set; } = 30;

    /// <summary>Urgency added for each further reason for the same move.</summary>
    public double ReasonBonus { get; set; } = 5;

    /// <summary>Most that further reasons add.</summary>
    public double ReasonMost { get; set; } = 15;

    /// <summary>Minutes at which effort has reached 63 of 100.</summary>
    public double EffortScaleMinutes { get; set; } = 90;

    /// <summary>Minutes added for each missing piece of information.</summary>
    public double MissingMinutes { get; set; } = 15;

    /// <summary>Minutes added when somebody else must act first.</summary>
    public double BlockedMinutes { get; set; } = 20;

    /// <summary>Minutes that an action type takes; types that are not listed take those of <see cref="ActionType.Other"/>.</summary>
    public Dictionary<ActionType, double> EffortMinutes { get; set; } = new()
    {
        [ActionType.SendEmail] = 10,
        [ActionType.FollowUp] = 10,
        [ActionType.CheckIn] = 15,
        [ActionType.CreateTask] = 3,
        [ActionType.BookMeeting] = 5,
        [ActionType.PrepMeeting] = 30,
        [ActionType.ReviewDeal] = 25,
        [ActionType.SendProposal] = 45,
        [ActionType.ContentRepurpose] = 60,
        [ActionType.SocialPost] = 20,
        [ActionType.NewsletterDraft] = 90,
        [ActionType.AssetCreate] = 120,
        [ActionType.CsHealthCheck] = 20,
        [ActionType.RenewalOutreach] = 25,
        [ActionType.RiskEscalation] = 20,
        [ActionType.OnboardingFollowUp] = 15,
        [ActionType.Other] = 20,
    };

    /// <summary>Strategic component when the fit is unknown.</summary>
    public double UnknownFit { get; set; } = 50;

    /// <summary>Added for a logo worth naming.</summary>
    public double NamedLogoBonus { get; set; } = 15;

    /// <summary>Added for a customer who can be referred to, or can expand.</summary>
    public double ReferenceableBonus { get; set; } = 10;
}
