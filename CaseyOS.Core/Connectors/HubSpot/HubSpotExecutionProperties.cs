using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>The unique properties of all kinds of records.</summary>
internal sealed class HubSpotExecutionProperties(HubSpotApi api, IOptions<HubSpotOptions> options, TimeProvider clock, ILogger<HubSpotExecutionProperty> logger)
{
    private readonly ConcurrentDictionary<string, HubSpotExecutionProperty> byType = new(StringComparer.Ordinal);

    public HubSpotExecutionProperty Of(string objectType) => byType.GetOrAdd(objectType, type => new(type, api, options, clock, logger));
}
