using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Queue;

/// <summary>Wrong numbers stop the program at start, by name.</summary>
[OptionsValidator]
internal sealed partial class QueueOptionsValidator : IValidateOptions<QueueOptions>;
