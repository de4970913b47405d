package rule

import "fmt"

// owaspTitles are the categories of the OWASP API Security Top 10 of 2023.
var owaspTitles = map[string]string{
	"API1":  "Broken Object Level Authorization",
	"API2":  "Broken Authentication",
	"API3":  "Broken Object Property Level Authorization",
	"API4":  "Unrestricted Resource Consumption",
	"API5":  "Broken Function Level Authorization",
	"API6":  "Unrestricted Access to Sensitive Business Flows",
	"API7":  "Server Side Request Forgery",
	"API8":  "Security Misconfiguration",
	"API9":  "Improper Inventory Management",
	"API10": "Unsafe Consumption of APIs",
}

// OWASPTitle returns the full name of a category of the OWASP API Security Top 10: "API1:2023 Broken Object …".
func OWASPTitle(category string) string {
	return fmt.Sprintf("%s:2023 %s", category, owaspTitles[category])
}

// cweTitles are the names of the weaknesses that rules find, as the Common Weakness Enumeration has them.
var cweTitles = map[int]string{
	22:  "Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')",
	78:  "Improper Neutralization of Special Elements used in an OS Command ('OS Command Injection')",
	79:  "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')",
	88:  "Improper Neutralization of Argument Delimiters in a Command ('Argument Injection')",
	89:  "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')",
	200: "Exposure of Sensitive Information to an Unauthorized Actor",
	209: "Generation of Error Message Containing Sensitive Information",
	210: "Self-generated Error Message Containing Sensitive Information",
	213: "Exposure of Sensitive Information Due to Incompatible Policies",
	285: "Improper Authorization",
	306: "Missing Authentication for Critical Function",
	307: "Improper Restriction of Excessive Authentication Attempts",
	312: "Cleartext Storage of Sensitive Information",
	346: "Origin Validation Error",
	400: "Uncontrolled Resource Consumption",
	532: "Insertion of Sensitive Information into Log File",
	601: "URL Redirection to Untrusted Site ('Open Redirect')",
	639: "Authorization Bypass Through User-Controlled Key",
	770: "Allocation of Resources Without Limits or Throttling",
	862: "Missing Authorization",
	915: "Improperly Controlled Modification of Dynamically-Determined Object Attributes",
	918: "Server-Side Request Forgery (SSRF)",
	942: "Permissive Cross-domain Security Policy with Untrusted Domains",
	943: "Improper Neutralization of Special Elements in Data Query Logic",
}

// CWETitle returns the full name of a weakness: "CWE-862 Missing Authorization".
func CWETitle(id int) string {
	return fmt.Sprintf("CWE-%d %s", id, cweTitles[id])
}
