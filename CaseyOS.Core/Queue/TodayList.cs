using System.Globalization;

namespace CaseyOS.Core.Queue;

/// <summary>
/// Computes Today's Moves from the open ones. Time alone changes the list when a snooze ends, a move comes within a day of
/// its date, or midnight passes; how many of these have happened is part of the ETag, and the next one ends its validity.
/// </summary>
internal static class TodayList
{
    public static TodayMoves Of(OpenMoves open, Domain? domain, DateTimeOffset now, TimeZoneInfo zone, QueueOptions options)
    {
        var passed = 0;
        var (date, validUntil) = Day(now, zone);
        List<QueueItem> waiting = [];
        List<QueueItem> due = [];
        foreach (var stored in open.Items)
        {
            Boundary(stored.Status is ItemStatus.Snoozed ? stored.SnoozedUntil : null);
            Boundary(stored.DueBy is { } dueBy && dueBy > DateTimeOffset.MinValue + options.DueWithin ? dueBy - options.DueWithin : null);
            var item = stored.AsOf(now);
            if (item.Status is ItemStatus.Pending or ItemStatus.Accepted && (domain is null || item.Domain == domain))
            {
                waiting.Add(item);
                if (item.DueBy is not { } by || by - now <= options.DueWithin)
                {
                    due.Add(item);
                }
            }
        }

        var moves = TodayPlaces.Of(MoveSort.Apply(due, MoveSort.Default), options.TodaySize);
        var etag = string.Create(CultureInfo.InvariantCulture, $"\"{open.Token}-{date:yyyyMMdd}-{passed}\"");
        return new(moves, waiting.Count, now, etag, validUntil);

        void Boundary(DateTimeOffset? time)
        {
            if (time is not { } at)
            {
                return;
            }

            if (at <= now)
            {
                passed++;
            }
            else if (at < validUntil)
            {
                validUntil = at;
            }
        }
    }

    private static (DateOnly Date, DateTimeOffset NextMidnight) Day(DateTimeOffset now, TimeZoneInfo zone)
    {
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var midnight = date.AddDays(1).ToDateTime(TimeOnly.MinValue);
        // Where clocks jump over midnight, the day begins an hour later.
        midnight = zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight;
        return (date, new(midnight, zone.GetUtcOffset(midnight)));
    }
}
