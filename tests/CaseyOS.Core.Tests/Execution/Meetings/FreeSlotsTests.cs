using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Executions.Meetings;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Execution.Meetings;

public sealed class FreeSlotsTests
{
    // Wednesday, 4 November 2026, 10:20 in Berlin.
    private static readonly DateTimeOffset Now = new(2026, 11, 4, 9, 20, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);
    private static readonly MeetingOptions Usual = new();

    // Working hours round the clock and zones whose clocks change by an hour, by half an hour, or never.
    private static readonly Gen<World> Worlds =
        from minutes in Gen.Choose(0, 60 * 24 * 366 * 2)
        from zone in Gen.Elements("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata", "Pacific/Apia")
        from begins in Gen.Choose(0, 22)
        from hours in Gen.Choose(1, 23)
        from length in Gen.Elements(15, 30, 45, 60, 240)
        from busy in Gen.ListOf(
            from at in Gen.Choose(-60, 60 * 24 * 40)
            from lasts in Gen.Choose(1, 60 * 30)
            select (at, lasts))
        let now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes)
        select new World(
            now,
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            [.. busy.Select(one => new TimeSlot(now.AddMinutes(one.at), now.AddMinutes(one.at + one.lasts)))],
            new MeetingOptions { DayBegins = new(begins, 0), DayEnds = begins + hours >= 24 ? new(23, 59) : new(begins + hours, 0), LookAheadDays = 30 },
            TimeSpan.FromMinutes(length));

    [Fact]
    public void Find_AnyWorld_ProposesOnlyFreeTimesWithinWorkingHours() => Prop.ForAll(Worlds.ToArbitrary(), world =>
    {
        var found = world.Find(world.Busy);
        Assert.True(found.Count <= FreeSlots.Most);
        Assert.Equal(found.OrderBy(slot => slot.Start), found);
        Assert.Equal(found, world.Find([.. world.Busy.Reverse()]));
        Assert.All(found, slot =>
        {
            Assert.True(slot.Start > world.Now);
            Assert.Equal(world.Length, slot.End - slot.Start);
            Assert.DoesNotContain(world.Busy, busy => busy.Start < slot.End && slot.Start < busy.End);
            Assert.DoesNotContain(found, other => other != slot && other.Start < slot.End && slot.Start < other.End);
            var (start, end) = (TimeZoneInfo.ConvertTime(slot.Start, world.Zone), TimeZoneInfo.ConvertTime(slot.End, world.Zone));
            Assert.True(start.Minute is 0 or 30);
            Assert.Equal(start.Date, end.Date);
            Assert.True(TimeOnly.FromDateTime(start.DateTime) >= world.Options.DayBegins && TimeOnly.FromDateTime(end.DateTime) <= world.Options.DayEnds);
            Assert.False(start.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Find_NobodyBusy_IsOneADayAtDifferentHours() =>
        Assert.Equal(["Thu 10:00", "Fri 14:00", "Mon 11:00"], Words(FreeSlots.Find(Now, Berlin, [], Usual, HalfAnHour)));

    [Fact]
    public void Find_LaterOnTheSameDay_IsTheSame() =>
        Assert.Equal(FreeSlots.Find(Now, Berlin, [], Usual, HalfAnHour), FreeSlots.Find(Now.AddHours(11), Berlin, [], Usual, HalfAnHour));

    [Fact]
    public void Find_BusyAtTheBestTime_IsTheNearestFreeOne() => Assert.Equal(
        ["Thu 11:30", "Fri 14:00", "Mon 11:00"], Words(FreeSlots.Find(Now, Berlin, [Slot(5, 7, 0, 150)], Usual, HalfAnHour)));

    [Fact]
    public void Find_OnlyOneDayHasRoom_IsThreeTimesOnIt()
    {
        TimeSlot[] busy = [new(Now, new(2026, 11, 10, 0, 0, 0, TimeSpan.Zero)), new(new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero), Now.AddDays(60))];

        Assert.Equal(["Tue 10:00", "Tue 11:00", "Tue 14:00"], Words(FreeSlots.Find(Now, Berlin, busy, Usual, HalfAnHour)));
    }

    [Fact]
    public void Find_NoRoomAtAll_IsEmpty() => Assert.Empty(FreeSlots.Find(Now, Berlin, [new(Now, Now.AddDays(60))], Usual, HalfAnHour));

    [Fact]
    public void Find_ClocksChangeInBetween_KeepsTheLocalHour()
    {
        // Friday; summer time ends on Sunday, 25 October 2026.
        var found = FreeSlots.Find(new(2026, 10, 23, 9, 0, 0, TimeSpan.Zero), Berlin, [], Usual, HalfAnHour);

        Assert.Equal(["Mon 10:00", "Tue 14:00", "Wed 11:00"], Words(found));
        Assert.Equal(9, found[0].Start.UtcDateTime.Hour);
    }

    private static TimeSlot Slot(int day, int hour, int minute, int minutes) =>
        new(new(2026, 11, day, hour, minute, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, day, hour, minute, 0, TimeSpan.Zero).AddMinutes(minutes + 59));

    private static IEnumerable<string> Words(IEnumerable<TimeSlot> slots) =>
        slots.Select(slot => TimeZoneInfo.ConvertTime(slot.Start, Berlin).ToString("ddd HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    private sealed record World(DateTimeOffset Now, TimeZoneInfo Zone, IReadOnlyList<TimeSlot> Busy, MeetingOptions Options, TimeSpan Length)
    {
        public IReadOnlyList<TimeSlot> Find(IReadOnlyCollection<TimeSlot> busy) => FreeSlots.Find(Now, Zone, busy, Options, Length);
    }
}
