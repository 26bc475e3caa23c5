using Microsoft.Extensions.Options;

namespace Hotlink.Gateway.Tenancy;

internal sealed class IceOptionsValidator : IValidateOptions<IceOptions>
{
    public ValidateOptionsResult Validate(string? name, IceOptions options)
    {
        string[] errors = [.. IceRules.Check(IceOptions.Section, options)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
