using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Files;

internal sealed class FileStoreOptionsValidator : IValidateOptions<FileStoreOptions>
{
    private const int LargestMessage = 8 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, FileStoreOptions options)
    {
        string[] errors = [.. Check(options)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Check(FileStoreOptions options)
    {
        if (options.MaximumContentBytes is < 1 or > LargestMessage)
        {
            yield return $"Files:MaximumContentBytes is {options.MaximumContentBytes}, not between 1 and {LargestMessage}.";
        }

        if (options.ConcurrentWritesCount is < 1 or > 1024)
        {
            yield return $"Files:ConcurrentWritesCount is {options.ConcurrentWritesCount}, not between 1 and 1024.";
        }

        if (options.StaleAfter < TimeSpan.FromMinutes(1))
        {
            yield return $"Files:StaleAfter is {options.StaleAfter}, shorter than a minute.";
        }
    }
}
