using CaseyOS.Core.Guards;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Guards;

public sealed class LimitLedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 13, 32, 0, TimeSpan.Zero);
    private static readonly LimitRule TwentyMails = LimitRule.From(new())[0];

    private static readonly Arbitrary<LimitEntry[]> AnyEntries = Gen.ArrayOf(
            from minutes in Gen.Choose(0, 3000)
            from kind in Gen.Choose(0, 3)
            from to in Gen.Choose(0, int.MaxValue)
            select new LimitEntry(new(Guid.NewGuid()), (ActionGroup)kind, Start.AddMinutes(minutes), (ulong)to))
        .ToArbitrary();

    [Fact]
    public void Pack_AnyLedger_IsUnpackedAsItWas() =>
        Prop.ForAll(AnyEntries, entries => LimitLedger.Unpack(new LimitLedger(entries).Pack()).Entries.SequenceEqual(entries)).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_AnyLedger_HasRoomExactlyAtTheTimeItNames() =>
        Prop.ForAll(AnyEntries, entries =>
        {
            var (ledger, now) = (new LimitLedger([.. entries.OrderBy(entry => entry.At)]), Start.AddMinutes(3001));
            var rule = TwentyMails with { Most = 3, Window = TimeSpan.FromHours(20) };
            return rule.Of(ledger, now).NextAt is not { } next
                || (next > now && rule.Of(ledger, next).Left > 0 && rule.Of(ledger, next.AddTicks(-1)).Left == 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_TwentyMailsWithinTheHour_HasRoomWhenTheFirstIsAnHourOld()
    {
        var ledger = Enumerable.Range(0, 20).Aggregate(LimitLedger.Empty, (ledger, minute) => ledger.With(Mail(Start.AddMinutes(minute))));

        var state = TwentyMails.Of(ledger, Start.AddMinutes(30));

        Assert.Equal((0, Start.AddHours(1)), (state.Left, state.NextAt));
        Assert.Equal(1, TwentyMails.Of(ledger, Start.AddHours(1)).Left);
    }

    [Fact]
    public void With_TheSameExecutionAgain_CountsOnce()
    {
        var mail = Mail(Start);

        Assert.Single(LimitLedger.Empty.With(mail).With(mail with { At = Start.AddSeconds(30) }).Entries);
        Assert.Empty(LimitLedger.Empty.With(mail).Without(mail.Execution).Entries);
    }

    [Fact]
    public void With_WhatIsOlderThanADay_IsForgotten() =>
        Assert.Equal(Start.AddDays(1), Assert.Single(LimitLedger.Empty.With(Mail(Start)).With(Mail(Start.AddDays(1))).Entries).At);

    [Theory]
    [InlineData("2026-11-23T13:32:00Z", "UTC", "14:32")]
    [InlineData("2026-11-23T13:32:00.001Z", "UTC", "14:33")]
    [InlineData("2026-11-23T13:32:00Z", "Europe/Berlin", "15:32")]
    [InlineData("2026-11-23T23:32:00Z", "UTC", "00:32 on 24 November")]
    public void Refusal_TellsTheTimeOfTheUser(string first, string zone, string expected)
    {
        var now = DateTimeOffset.Parse(first, System.Globalization.CultureInfo.InvariantCulture);
        var next = now.AddHours(1);

        var refusal = new RateLimitedException(TwentyMails, next, TimeSpan.FromMinutes(50), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal($"Rate limit exceeded: 20 emails per hour; next one possible at {expected}", refusal.Message);
    }

    private static LimitEntry Mail(DateTimeOffset at) => new(new(Guid.NewGuid()), ActionGroup.Mail, at, 0);
}
