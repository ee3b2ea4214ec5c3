using CaseyOS.Core.Guards;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>Tries an effect again while its service is unwell, for handlers that can look whether an earlier try has made it.</summary>
public sealed class EffectTries(IOptions<ExecutionOptions> options, TimeProvider clock)
{
    /// <summary>Runs tries until one says what is known.</summary>
    /// <param name="mayExist">Whether somebody may have made the effect before.</param>
    /// <param name="attempt">One try; told whether the effect may exist already, and then to look before it repeats it.</param>
    /// <param name="lastLook">What is there when no try came through; null when there is nothing.</param>
    /// <param name="cancellationToken">Ends it early; what exists is then not known.</param>
    public async Task<Performed> RunAsync(bool mayExist, Func<bool, Task<Performed>> attempt, Func<Task<Performed?>> lastLook, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            try
            {
                return await attempt(mayExist);
            }
            catch (ConnectorException error) when (error.IsTransient && retries < options.Value.Retries)
            {
                // The answer may have been lost after the effect.
                mayExist = true;
                await Task.Delay(options.Value.PauseBefore(retries, error.RetryAfter), clock, cancellationToken);
            }
            catch (ConnectorException error) when (error.IsTransient)
            {
                return await LookAsync(lastLook, error.Message);
            }
            catch (Exception error) when (mayExist && IsAboutAccess(error))
            {
                return new Performed.Unknown($"{error.Message} Whether it was done is not known yet; we look again.", ServiceState.NotAsked);
            }
            catch (Exception error) when (error is ConnectorException or ReconnectRequiredException or ValidationException)
            {
                // Refused: this try made nothing, and what an earlier one made was found before it.
                return new Performed.NotDone(error.Message, error is ConnectorException ? ServiceState.Answered : ServiceState.NotAsked);
            }
        }
    }

    /// <summary>Whether a service has refused us and not what we asked: that says nothing of what an earlier try has made.</summary>
    internal static bool IsAboutAccess(Exception error) => error is ReconnectRequiredException or ConnectorException { Status: 401 or 403 };

    private static async Task<Performed> LookAsync(Func<Task<Performed?>> look, string reason)
    {
        try
        {
            return await look() ?? new Performed.NotDone($"{reason} Nothing was created.", ServiceState.Down);
        }
        catch (ConnectorException)
        {
            return new Performed.Unknown($"{reason} Whether it was done is not known yet; we look again.");
        }
    }
}
