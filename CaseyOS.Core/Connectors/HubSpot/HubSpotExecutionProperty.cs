using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>The unique property on one kind of record by which HubSpot itself recognises a repeat. Made once, when it is first missed.</summary>
internal sealed partial class HubSpotExecutionProperty(string objectType, HubSpotApi api, IOptions<HubSpotOptions> options, TimeProvider clock, ILogger logger)
{
    public const string Name = "caseyos_execution_id";
    private const string What = "Setting HubSpot up";
    private long? refusedAt;

    /// <summary>HubSpot has accepted a record by it.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The portal did not let us make it; asked again after an hour, because permissions change.</summary>
    public bool IsRefused => refusedAt is { } at && clock.GetElapsedTime(at) < options.Value.SetupLifetime;

    public void MarkAsKnown() => IsKnown = true;

    /// <summary>True when the property exists now; false when the portal refuses it.</summary>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            var groups = await api.GetAsync<WirePage<WirePropertyGroup>>(api.Properties($"{objectType}/groups"), What, cancellationToken);
            var group = groups.Results?.FirstOrDefault(candidate => !candidate.Archived)?.Name ?? "engagement";
            var definition = new
            {
                name = Name,
                label = "CaseyOS execution",
                description = "Written by CaseyOS so that nothing is written twice.",
                groupName = group,
                type = "string",
                fieldType = "text",
                hasUniqueValue = true,
                formField = false,
            };
            await api.WriteAsync<object>(api.Properties(objectType), definition, What, cancellationToken);
            IsKnown = true;
        }
        catch (ConnectorException error) when (error.Status == 409)
        {
            IsKnown = true; // another instance was first
        }
        catch (ConnectorException error) when (error.Status is 400 or 403)
        {
            refusedAt = clock.GetTimestamp();
            Log.Refused(logger, error.Status);
        }

        return IsKnown;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "HubSpot refused the property caseyos_execution_id ({Status}); repeats are recognised by reading instead, which costs two more calls per record")]
        public static partial void Refused(ILogger logger, int? status);
    }
}
