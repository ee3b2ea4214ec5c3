using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Executions.Records;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Signals.News;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Settings;
using CaseyOS.Core.Signals.Sources;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals;

/// <summary>All rules, and for each owner those that he wants, with his thresholds.</summary>
public sealed class RuleBook(
    IEnumerable<ISignalRule> rules, RuleSettingsStore settings, IOptions<IdealCustomerOptions> idealCustomer, IOptions<HubSpotOptions> hubSpot, IEnumerable<ICompanyNewsProvider> news, TimeProvider clock)
{
    private readonly bool hasNews = news.Any();
    private readonly ConfiguredProperties properties = hubSpot.Value.Properties;

    /// <summary>All rules; of several that call for the same move, the first of this order makes it.</summary>
    public IReadOnlyList<ISignalRule> Rules { get; } = [.. rules];

    /// <summary>All signal types there are: those of rules, and those that only inform.</summary>
    public IReadOnlyList<string> SignalTypes { get; } = [.. rules.Select(rule => rule.Name), .. MailSignals.Types, FollowUps.SignalType, HealthCheckHandler.SignalType];

    /// <summary>Whether the rule of this name can say of such facts whether its reason is still there.</summary>
    public bool Judges<TFacts>(string? signalType) => Rules.Any(rule => rule.Name == signalType && rule is IReason<TFacts>);

    /// <summary>The rules as this owner has set them; at most seconds old.</summary>
    public async ValueTask<OwnerRules> ForAsync(OwnerId owner, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var chosen = await settings.GetAsync(owner, cancellationToken);
        return new(Rules, owner, chosen, new(clock.GetUtcNow(), zone, chosen.Options, idealCustomer.Value) { Properties = properties, HasNews = hasNews }, clock);
    }
}
