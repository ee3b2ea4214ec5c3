using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Settings;

/// <summary>Shows the rules and takes changes of them.</summary>
public sealed class RuleDesk(RuleBook book, RuleSettingsStore store, RuleTallies tallies, RuleSwitch switches, IOwnerTimeZones zones)
{
    /// <summary>Names of all rules.</summary>
    public IEnumerable<string> Names => book.Rules.Select(rule => rule.Name);

    /// <summary>Whether there is such a rule.</summary>
    public bool Has(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>All rules as the owner has them, with how their moves fared.</summary>
    public async Task<IReadOnlyList<RuleView>> ListAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var settings = await store.GetAsync(owner, cancellationToken);
        var context = (await book.ForAsync(owner, await zones.GetAsync(owner, cancellationToken), cancellationToken)).Context;
        var fared = await tallies.ReadAsync(owner, cancellationToken);
        return [.. book.Rules.Select(rule => new RuleView(rule, settings, fared.GetValueOrDefault(rule.Name, RuleTally.None), rule.About.WhyUnavailable(context)))];
    }

    /// <summary>Changes rules, all or none; answers all of them as they are now.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="changes">By rule; what is absent stays.</param>
    /// <param name="path">Where the changes stand in the request, to name the field that is wrong.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ValidationException">There is no such rule or threshold, or a number is out of its range.</exception>
    public async Task<IReadOnlyList<RuleView>> ChangeAsync(
        OwnerId owner, IReadOnlyDictionary<string, RuleChange> changes, string path, CancellationToken cancellationToken)
    {
        FieldErrors errors = new();
        foreach (var (name, change) in changes)
        {
            var rule = book.Rules.FirstOrDefault(known => known.Name == name);
            errors.Add(rule is null, $"{path}name", $"There is no rule {name}. There are: {string.Join(", ", Names)}.");
            if (rule is not null)
            {
                Check(rule, change, $"{path}thresholds", errors);
            }
        }

        errors.Throw();
        var before = await store.GetAsync(owner, cancellationToken);
        await store.ChangeAsync(owner, changes, cancellationToken);
        foreach (var (name, change) in changes)
        {
            await (change.Enabled switch
            {
                false => switches.OffAsync(owner, name, cancellationToken),
                true when !before.IsOn(name) => switches.OnAsync(owner, name, cancellationToken),
                _ => Task.CompletedTask,
            });
        }

        return await ListAsync(owner, cancellationToken);
    }

    private static void Check(ISignalRule rule, RuleChange change, string path, FieldErrors errors)
    {
        var thresholds = RuleSettings.ThresholdsOf(rule);
        foreach (var (name, value) in change.Thresholds)
        {
            var threshold = thresholds.FirstOrDefault(known => known.Name == name);
            errors.Add(threshold is null, $"{path}.{name}", $"{rule.Name} has no threshold {name}; it has: {string.Join(", ", thresholds.Select(known => known.Name))}.");
            errors.Add(
                threshold is not null && (value < threshold.Min || value > threshold.Max),
                $"{path}.{name}",
                FormattableString.Invariant($"{path}.{name} must be from {threshold?.Min} to {threshold?.Max} ({threshold?.Unit})."));
        }
    }
}
