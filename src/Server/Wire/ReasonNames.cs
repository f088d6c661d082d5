using Google.Protobuf.Reflection;
using MyOpenIP.Pricing;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Wire;

/// <summary>The names of enum values as the wire's text has them: proto names without the prefix of their enum.</summary>
internal static class ReasonNames
{
    private const string Prefix = "ERROR_REASON_";

    private static readonly EnumDescriptor Reasons = ErrorReasonReflection.Descriptor.EnumTypes.Single();

    /// <summary>The name of a reason as <c>ErrorInfo.reason</c> has it.</summary>
    public static string Of(ErrorReason reason) => Reasons.FindValueByNumber((int)reason).Name[Prefix.Length..];

    /// <summary>The reason of a violation: its code has the same name.</summary>
    public static ErrorReason Of(ViolationCode code) => Enum.Parse<ErrorReason>(code.ToString());
}
