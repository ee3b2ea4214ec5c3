using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Settings;
using CaseyOS.Testing.Contracts;

namespace CaseyOS.Core.Tests.Signals.Rules;

/// <summary>What is said of the rules, over all of them.</summary>
public sealed class RuleCatalogueTests
{
    private static readonly IReadOnlyList<ISignalRule> Rules =
    [
        .. typeof(ISignalRule).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ISignalRule)))
            .Select(type => (ISignalRule)Activator.CreateInstance(type)!),
    ];

    [Fact]
    public void Names_OfAllRules_AreThoseOfTheProductAndDifferent()
    {
        Assert.Equal(19, Rules.Count);
        Assert.Equal(Rules.Count, Rules.Select(rule => rule.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Thresholds_OfAllRules_HaveTheLimitsOfTheConfigurationAndWork()
    {
        SignalOptions presets = new();
        foreach (var (rule, threshold) in Rules.SelectMany(rule => rule.About.Thresholds.Select(threshold => (rule, threshold))))
        {
            SignalOptions changed = new();
            threshold.Set(changed, threshold.Max);
            var property = Assert.Single(typeof(SignalOptions).GetProperties(), known => known.PropertyType == typeof(int) && !Equals(known.GetValue(presets), known.GetValue(changed)));
            var range = property.GetCustomAttribute<RangeAttribute>()!;
            Assert.Equal((threshold.Min, threshold.Max, threshold.Max), ((int)range.Minimum, (int)range.Maximum, threshold.Get(changed)));
            Assert.Contains($"{{{threshold.Name}}}", rule.About.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sentences_OfAllRules_NameNoThresholdThatIsNotThere() => Assert.All(Rules, rule => Assert.DoesNotContain(
        '{',
        rule.About.Thresholds.Aggregate(rule.About.Sentence, (text, threshold) => text.Replace($"{{{threshold.Name}}}", "", StringComparison.Ordinal))));

    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public void Properties_ThatRulesAndConnectorRead_AreInTheFacts()
    {
        var facts = File.ReadLines(Path.Combine(ContractFolder.Path!, "facts.md"))
            .Select(line => Regex.Match(line, "^- (?<kind>deals|contacts|companies|tasks|emails|meetings): (?<rest>.*)$", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Where(match => match.Success)
            .ToDictionary(match => match.Groups["kind"].Value, match => match.Groups["rest"].Value, StringComparer.Ordinal);
        var read = Rules.SelectMany(rule => rule.About.Reads)
            .Concat(HubSpotProperties.Deal.Select(name => $"deals.{name}"))
            .Concat(HubSpotProperties.Contact.Select(name => $"contacts.{name}"))
            .Concat(HubSpotProperties.Company.Where(name => name != "hubspot_owner_id").Select(name => $"companies.{name}")); // every kind of record has an owner

        Assert.All(read, name => Assert.Contains($"`{name.Split('.')[1]}`", facts[name.Split('.')[0]], StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_ChangeOfARule_LeavesTheConfigurationAndOtherRulesAlone()
    {
        SignalOptions configured = new() { DisabledRules = ["company_news"] };
        Dictionary<string, RuleChange> changes = new(StringComparer.Ordinal)
        {
            ["deal_stalled"] = new(null, new Dictionary<string, int>(StringComparer.Ordinal) { ["days_in_stage"] = 10, [RuleSettings.Urgency] = 90, ["gone"] = 1 }),
            ["deal_at_risk"] = new(false, new Dictionary<string, int>(StringComparer.Ordinal) { ["pushes"] = 9_999 }),
            ["company_news"] = new(true, RuleChange.None.Thresholds),
        };

        var settings = new RuleSettings(configured, Rules, changes);

        Assert.Equal((10, 90d, 2), (settings.Options.DealStalledDays, settings.Options.Urgency["deal_stalled"], settings.Options.DealRiskPushes));
        Assert.Equal((7, 0), (configured.DealStalledDays, configured.Urgency.Count));
        Assert.True(settings.IsOn("company_news") && settings.IsOn("deal_stalled") && !settings.IsOn("deal_at_risk"));
    }
}
