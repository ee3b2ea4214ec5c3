using CaseyOS.Core.Signals.Webhooks;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Signals.Webhooks;

public sealed class RecordHistoryTests
{
    private static readonly Gen<HubSpotEvent> Events =
        from at in Gen.Choose(1, 12)
        from kind in Gen.Elements(HubSpotEventKind.Creation, HubSpotEventKind.Deletion, HubSpotEventKind.Restore, HubSpotEventKind.PrivacyDeletion, HubSpotEventKind.PropertyChange, HubSpotEventKind.PropertyChange)
        from property in Gen.Elements("dealstage", "amount", "closedate")
        from value in Gen.Choose(0, 3)
        select new HubSpotEvent
        {
            Portal = 42,
            Kind = kind,
            Record = new(HubSpotRecord.Deal, "7"),
            OccurredAt = at,
            Property = kind == HubSpotEventKind.PropertyChange ? property : null,
            Value = kind == HubSpotEventKind.PropertyChange ? HubSpotEvent.HashOf($"{value}") : null,
        };

    [Fact]
    public void With_ShuffledWithTwentyPercentTwice_EndsWithTheNewestOfEachAspect()
    {
        var cases =
            from events in Gen.ListOf(Events)
            from twice in Gen.ListOf(Gen.Choose(1, 100), events.Count)
            from keys in Gen.ListOf(Gen.Choose(0, int.MaxValue), events.Count * 2)
            select (Events: events, Deliveries: events.Concat(events.Where((_, index) => twice[index] <= 20)).Zip(keys).OrderBy(pair => pair.Second).Select(pair => pair.First).ToList());

        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var final = item.Deliveries.Aggregate(new RecordHistory(), (history, change) => history.With(change));
            var expected = item.Events.GroupBy(change => change.Aspect).ToDictionary(
                aspect => aspect.Key,
                aspect => aspect.OrderBy(change => change.OccurredAt).ThenBy(change => change.Content, StringComparer.Ordinal).Last().Content);
            return expected.Count == final.Aspects.Count && expected.All(aspect => final.Aspects[aspect.Key].Content == aspect.Value)
                && item.Deliveries.TrueForAll(change => !final.IsNews(change));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void With_AnOlderValueAfterANewerOne_ChangesNothing()
    {
        var newer = Stage(2, "b");
        var history = new RecordHistory().With(newer);

        Assert.Same(history, history.With(Stage(1, "a")));
        Assert.Same(history, history.With(newer));
        Assert.True(history.IsNews(Stage(3, "a")));
    }

    [Fact]
    public void With_MoreAspectsThanARowHolds_ForgetsTheQuietestFirst()
    {
        var history = Enumerable.Range(1, RecordHistory.MaxAspects + 5).Aggregate(new RecordHistory(), (known, at) => known.With(Stage(at, "x") with { Property = $"p{at}" }));

        Assert.Equal(RecordHistory.MaxAspects, history.Aspects.Count);
        Assert.False(history.Aspects.ContainsKey("property|p5"));
        Assert.True(history.Aspects.ContainsKey("property|p6"));
    }

    private static HubSpotEvent Stage(long at, string value) => new()
    {
        Portal = 42,
        Kind = HubSpotEventKind.PropertyChange,
        Record = new(HubSpotRecord.Deal, "7"),
        OccurredAt = at,
        Property = "dealstage",
        Value = HubSpotEvent.HashOf(value),
    };
}
