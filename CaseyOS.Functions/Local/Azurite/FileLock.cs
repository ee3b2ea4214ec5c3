namespace CaseyOS.Functions.Local.Azurite;

/// <summary>
/// Mutual exclusion between processes by an open file: the operating system lets go of it when its holder dies, however that
/// happens.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock; null when it was not free within <paramref name="patience"/>.</summary>
    /// <exception cref="LocalStartException">The folder cannot be written.</exception>
    public static async Task<FileStream?> TryTakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException error)
            {
                throw new LocalStartException($"{Path.GetDirectoryName(path)} cannot be written: set Local__DataDirectory to a folder that can.", error);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (TimeProvider.System.GetElapsedTime(start) > patience)
                {
                    return null;
                }

                await Task.Delay(Pause, cancellationToken);
            }
            catch (IOException error)
            {
                throw new LocalStartException($"{Path.GetDirectoryName(path)} cannot be made: {error.Message} Set Local__DataDirectory to another folder.", error);
            }
        }
    }
}
