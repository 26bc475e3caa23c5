using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Hotlink.Client.Tests.Package;

/// <summary>
/// What users of the library compile against, as a text file: a change of it shows in the diff. Rewritten when the environment variable
/// HOTLINK_UPDATE_PUBLIC_API is 1.
/// </summary>
public sealed class PublicApiTests
{
    private const string Update = "HOTLINK_UPDATE_PUBLIC_API";

    [Fact]
    public void PublicApi_Assembly_IsWhatTheFileSays()
    {
        var actual = Describe(typeof(HotlinkClient).Assembly);
        var file = RepositoryRoot.At("client", "Hotlink.Client", "PublicApi.txt");
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.ReadAllText(file) == actual, $"The public API has changed. If that is meant, run the test once with {Update}=1 and look at the diff.");
    }

    [Fact]
    public void PublicApi_Assembly_ShowsNothingOfTheWire() =>
        Assert.DoesNotContain("Hotlink.Protocol", Describe(typeof(HotlinkClient).Assembly), StringComparison.Ordinal);

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(KindOf(type)).Append(' ').Append(NameOf(type)).Append(BaseOf(type)).Append('\n');
            foreach (var member in MembersOf(type).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var member in type.GetMembers(Own).Where(member => member.GetCustomAttribute<CompilerGeneratedAttribute>() is null))
        {
            var line = member switch
            {
                FieldInfo { IsLiteral: true } field when field.IsPublic => $"const {field.Name} = {field.GetRawConstantValue()}",
                PropertyInfo property when IsVisible(property.GetMethod) => $"{NameOf(property.PropertyType)} {property.Name} {{ {AccessorsOf(property)} }}",
                ConstructorInfo constructor when IsVisible(constructor) => $"new({ParametersOf(constructor)})",
                MethodInfo { IsSpecialName: false } method when IsVisible(method) =>
                    $"{(method.IsStatic ? "static " : "")}{NameOf(method.ReturnType)} {method.Name}({ParametersOf(method)})",
                _ => null,
            };
            if (line is not null)
            {
                yield return line;
            }
        }
    }

    private static bool IsVisible(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string AccessorsOf(PropertyInfo property)
    {
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var required = property.GetCustomAttribute<RequiredMemberAttribute>() is null ? "" : " required";
        return "get;" + (IsVisible(property.SetMethod) ? isInit ? " init;" : " set;" : "") + required;
    }

    private static string ParametersOf(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = default" : "")}"));

    private static string KindOf(Type type) =>
        type.IsEnum ? "enum" : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    private static string BaseOf(Type type) => type.BaseType is null || type.BaseType == typeof(object) || type.IsEnum ? "" : $" : {NameOf(type.BaseType)}";

    private static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? NameOf(underlying) + "?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Assembly == typeof(HotlinkClient).Assembly ? type.FullName! : type.Name;
}
