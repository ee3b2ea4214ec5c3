using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Core.Jobs;

/// <summary>Registers jobs. What they do is registered by the features that do it.</summary>
public static class JobsFeature
{
    /// <summary>Adds <see cref="JobStore"/> and <see cref="JobDesk"/>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services.AddSingleton<JobStore>().AddSingleton<JobDesk>();
}
