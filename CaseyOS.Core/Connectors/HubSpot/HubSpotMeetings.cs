namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Meetings on the timelines of contacts, read by association: the search index lags.</summary>
internal sealed class HubSpotMeetings(HubSpotApi api, HubSpotAssociations associations)
{
    private const string What = "Reading meetings from HubSpot";

    /// <summary>When the last meeting with a contact began that was not cancelled; null when there was none before <paramref name="now"/>.</summary>
    public async Task<DateTimeOffset?> LastAsync(string contactId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset? last = null;
        var ids = (await associations.IdsAsync("contacts", "meetings", [contactId], cancellationToken)).GetValueOrDefault(contactId) ?? [];
        foreach (var chunk in ids.Chunk(100))
        {
            var read = new WireBatchRead([.. chunk.Select(id => new WireId(id))], ["hs_timestamp", "hs_meeting_start_time", "hs_meeting_outcome"], []);
            var page = await api.ReadAsync<WirePage<WireObject>>(api.Objects("meetings/batch/read"), read, What, cancellationToken);
            foreach (var meeting in page.Results ?? [])
            {
                var start = meeting.Time("hs_meeting_start_time") ?? meeting.Time("hs_timestamp");
                if (start <= now && meeting.Text("hs_meeting_outcome") is not ("CANCELED" or "NO_SHOW") && !(start <= last))
                {
                    last = start;
                }
            }
        }

        return last;
    }
}
